package io.countersign.spring.page;

/**
 * Posts of the list that can be selected together.
 *
 * @param key of the selection, such as {@code day:2026-12-01}
 * @param label how the reader knows them
 * @param count how many of the list they are
 */
public record GroupView(String key, String label, int count) {}
