package io.countersign.spring.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One post in full.
 *
 * @param changes since the reader last decided; null where there is nothing to compare
 * @param stages the stages of the present round, in their order
 * @param talk what was said besides
 */
public record PostView(
        PageFrame frame,
        CardView card,
        @Nullable ChangesView changes,
        List<StageView> stages,
        TalkView talk,
        @Nullable Notice notice)
        implements PageView {}
