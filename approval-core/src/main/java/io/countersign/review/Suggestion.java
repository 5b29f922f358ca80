package io.countersign.review;

import io.countersign.canonical.Digest;

/**
 * A caption that a reviewer suggests instead of the one that they saw.
 *
 * @param content digest of what they saw with just that caption
 * @param caption commitment of the caption's text
 */
public record Suggestion(Digest content, Digest caption) {}
