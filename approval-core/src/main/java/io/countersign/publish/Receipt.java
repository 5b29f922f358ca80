package io.countersign.publish;

import org.jspecify.annotations.Nullable;

/**
 * The provider took it.
 *
 * @param reference the provider's id or URL of what was published, cut after 2048 code points; null where it gives none
 */
public record Receipt(@Nullable String reference) {}
