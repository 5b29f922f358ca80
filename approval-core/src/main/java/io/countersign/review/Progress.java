package io.countersign.review;

import io.countersign.canonical.Sparse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a round stands.
 *
 * @param stages one for each of the plan's, in its order
 * @param ending null while it is open
 */
@Sparse
public record Progress(
        List<StageProgress> stages,
        @Nullable Ending ending,
        @Nullable Instant endedAt) {
    public Progress {
        stages = List.copyOf(stages);
    }
}
