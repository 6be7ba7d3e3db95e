package org.ipcctl.sysv;

/** What System V knows three of, and the situations each may be in. */
enum Noun {
    QUEUE("message queue", SysvSituation.QUEUE_ABSENT, SysvSituation.QUEUE_GONE, SysvSituation.QUEUE_DENIED),
    SET("semaphore set", SysvSituation.SET_ABSENT, SysvSituation.SET_GONE, SysvSituation.SET_DENIED),
    SEGMENT("shared memory segment", SysvSituation.SEGMENT_ABSENT, SysvSituation.SEGMENT_GONE,
            SysvSituation.SEGMENT_DENIED);

    final SysvSituation absent;
    final SysvSituation gone;
    final SysvSituation denied;
    private final String words;

    Noun(String words, SysvSituation absent, SysvSituation gone, SysvSituation denied) {
        this.words = words;
        this.absent = absent;
        this.gone = gone;
        this.denied = denied;
    }

    @Override
    public String toString() {
        return words;
    }
}
