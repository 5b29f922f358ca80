package io.countersign.problem;

/**
 * One thing wrong with input.
 *
 * @param field path of the value, such as {@code media[0].url}; empty where the whole is meant
 * @param message what is wrong and what would be right
 */
public record Violation(String field, String message) {}
