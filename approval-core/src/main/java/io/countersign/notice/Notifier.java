package io.countersign.notice;

/**
 * Delivers letters to people, by mail or whatever the host has. Called outside any transaction of ours, by one thread of a
 * node at a time; others wait while it does, so it must not wait without end.
 */
@FunctionalInterface
public interface Notifier {
    /**
     * Delivers a letter, or does nothing about one whose addressee cannot be reached at all. After a crash the same letter
     * may come again, under the same id.
     *
     * @throws Exception where it should be tried again later
     */
    void send(Letter letter) throws Exception;
}
