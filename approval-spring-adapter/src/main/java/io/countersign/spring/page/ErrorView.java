package io.countersign.spring.page;

import org.jspecify.annotations.Nullable;

/**
 * A page that could not be shown.
 *
 * @param title what happened, in a few words
 * @param sentence what that means for the reader
 * @param advice what to do now
 * @param offerUnlock whether the form for link and password follows, as after an expired session
 */
public record ErrorView(
        PageFrame frame,
        String title,
        String sentence,
        @Nullable String advice,
        boolean offerUnlock) implements PageView {}
