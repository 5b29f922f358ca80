package io.countersign.spring.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One post in full.
 *
 * @param stages the stages of the present round, in their order
 * @param earlier decisions of earlier rounds, newest first
 */
public record PostView(
        PageFrame frame,
        CardView card,
        List<StageView> stages,
        List<DecisionView> earlier,
        @Nullable Notice notice,
        List<ResultView> results)
        implements PageView {}
