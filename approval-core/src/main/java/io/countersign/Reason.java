package io.countersign;

import io.countersign.problem.Text;
import jakarta.validation.constraints.NotNull;

/** Why somebody does what needs a reason: 1 to 4000 code points. */
record Reason(
        @Text(min = 1, max = 4000, note = true) @NotNull String reason) {}
