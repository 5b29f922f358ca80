package io.countersign.spring.page;

import org.jspecify.annotations.Nullable;

/**
 * What became of one decision or new time sent by a form.
 *
 * @param postId the post, {@code null} where it is none the reviewer can open
 * @param label how the reader recognises the post, such as "LinkedIn · acme-corp"
 * @param done whether it was recorded (or had been already)
 * @param text the outcome in a few words, or the reason why it was not recorded
 */
public record ResultView(@Nullable String postId, String label, boolean done, String text) {}
