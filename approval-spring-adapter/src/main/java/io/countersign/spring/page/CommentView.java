package io.countersign.spring.page;

import org.jspecify.annotations.Nullable;

/**
 * A comment that is meant for everyone.
 *
 * @param mine whether the reader wrote it
 * @param by who wrote it; null where names are not shown
 * @param version that it is about
 * @param current whether that is the version shown
 * @param text null where it was erased
 * @param quote the part of the caption that is meant; null for none
 * @param region the part of a medium that is meant; null for none
 */
public record CommentView(
        boolean mine,
        @Nullable String by,
        MomentView at,
        int version,
        boolean current,
        @Nullable String text,
        @Nullable String quote,
        @Nullable Region region) {
    /**
     * A rectangle on a medium, in ten-thousandths of its width and height.
     *
     * @param number of the medium, from 1
     */
    public record Region(int number, MediaView medium, int left, int top, int width, int height) {}
}
