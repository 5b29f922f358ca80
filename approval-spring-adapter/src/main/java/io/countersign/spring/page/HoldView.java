package io.countersign.spring.page;

import org.jspecify.annotations.Nullable;

/**
 * What keeps an approved post from going out.
 *
 * @param mine whether the reader does
 * @param by who does; null where names are not shown
 * @param reason why; null where the reader may not know
 */
public record HoldView(
        boolean mine, @Nullable String by, @Nullable String reason, MomentView since) {}
