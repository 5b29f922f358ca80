package io.countersign.publish;

import io.countersign.problem.Text;
import org.jspecify.annotations.Nullable;

/**
 * The provider took it.
 *
 * @param reference the provider's id or URL of what was published, at most 2048 code points; null where it gives none
 */
public record Receipt(@Nullable @Text(max = 2048) String reference) {}
