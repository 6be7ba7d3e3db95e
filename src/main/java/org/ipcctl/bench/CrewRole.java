package org.ipcctl.bench;

import java.util.stream.IntStream;

/** One side of a case under load, whose threads send or receive at one object of the mechanism. */
abstract class CrewRole extends Role {
    private final Setup setup;
    private final Block[] blocks;
    private final Crew crew;
    private ResourceUse cost = ResourceUse.NONE;

    CrewRole(Setup setup, int threads, String name) {
        this.setup = setup;
        this.blocks = IntStream.range(0, threads).mapToObj(i -> new Block(setup.size())).toArray(Block[]::new);
        this.crew = new Crew(threads, name, this::freeBlocks);
    }

    /** The loop of thread {@code number}. */
    abstract void work(int number, Limits limits);

    @Override
    void measure(Limits limits) {
        cost = crew.work(number -> work(number, limits));
    }

    /** Of its threads, and not of the one that waits for them. */
    @Override
    final ResourceUse effort(Limits limits) {
        measure(limits);
        return cost;
    }

    final Setup setup() {
        return setup;
    }

    /** Where thread {@code number} has its message. */
    final long address(int number) {
        return blocks[number].address();
    }

    /** When the threads began. */
    final long start() {
        return crew.start();
    }

    @Override
    final long memory() {
        return (long) blocks.length * setup.size();
    }

    @Override
    public final void close() {
        crew.close();
    }

    private void freeBlocks() {
        for (Block block : blocks) {
            block.close();
        }
    }
}
