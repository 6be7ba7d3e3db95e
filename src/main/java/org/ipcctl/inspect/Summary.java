package org.ipcctl.inspect;

import java.time.Instant;
import java.util.OptionalInt;
import org.ipcctl.kernel.FileStatus;

/**
 * What is known of an object in words that all kinds share. Null is what is not known, or what a kind does not have.
 *
 * @param name    as its own commands take it; null where it has none that can be typed
 * @param file    the file that it is
 * @param user    the number of the user whose it is
 * @param size    bytes of memory that it is
 * @param queued  bytes that wait in it to be taken
 * @param count   messages that wait in it, connections that were not accepted yet, or a value
 * @param waiters how many wait for it
 * @param owner   of a lock, the process that has it locked
 * @param state   in a word or two
 * @param changed when it was last made, written or otherwise changed, as far as the kernel keeps that
 */
public record Summary(String name, FileStatus file, Long user, Long size, Long queued, Long count, Long waiters,
                      OptionalInt owner, String state,
                      Instant changed) {
    /** Of an object that is a file, of which nothing more is known. */
    public static Summary of(String name, FileStatus file) {
        Instant changed = file.changed().isBefore(file.modified()) ? file.modified() : file.changed();
        return new Summary(name, file, file.uid(), null, null, null, null, OptionalInt.empty(), null, changed);
    }

    /** Of one that is no file. */
    public static Summary of(String name, Long user) {
        return new Summary(name, null, user, null, null, null, null, OptionalInt.empty(), null, null);
    }

    public Summary size(Long bytes) {
        return new Summary(name, file, user, bytes, queued, count, waiters, owner, state, changed);
    }

    public Summary queued(Long bytes) {
        return new Summary(name, file, user, size, bytes, count, waiters, owner, state, changed);
    }

    public Summary count(Long number) {
        return new Summary(name, file, user, size, queued, number, waiters, owner, state, changed);
    }

    public Summary waiters(Long number) {
        return new Summary(name, file, user, size, queued, count, number, owner, state, changed);
    }

    public Summary owner(OptionalInt process) {
        return new Summary(name, file, user, size, queued, count, waiters, process, state, changed);
    }

    public Summary changed(Instant moment) {
        return new Summary(name, file, user, size, queued, count, waiters, owner, state, moment);
    }

    public Summary state(String words) {
        return new Summary(name, file, user, size, queued, count, waiters, owner, words, changed);
    }
}
