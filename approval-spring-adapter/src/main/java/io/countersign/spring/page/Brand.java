package io.countersign.spring.page;

/**
 * Whose page it is, to be seen before unlock too: the platform's, never a workspace's.
 *
 * @param name at the top of the page and in its title
 */
public record Brand(String name) {}
