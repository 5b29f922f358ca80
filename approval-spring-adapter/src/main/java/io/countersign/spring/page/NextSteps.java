package io.countersign.spring.page;

import io.countersign.post.Post;
import io.countersign.post.Release;
import io.countersign.review.Round;
import io.countersign.review.StageStatus;
import io.countersign.routing.StageRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells a reviewer what becomes of a post, by its last round and its schedule. */
final class NextSteps {
    private final PageTexts texts;

    NextSteps(PageTexts texts) {
        this.texts = texts;
    }

    /** Sentence by sentence; none where nothing more happens. */
    List<String> of(Post post, Instant now) {
        if (post.state().hold() != null) return List.of(texts.get("next.held"));
        return switch (post.status()) {
            case IN_REVIEW -> inReview(post, now);
            case APPROVED -> List.of(texts.get("next.waits"));
            case SCHEDULED -> List.of(texts.get(post.state().forNow() ? "next.now" : "next.scheduled"));
            case DRAFT, CHANGES_REQUESTED -> List.of(texts.get("next.revised"));
            case REJECTED -> List.of(texts.get("next.rejected"));
            case PUBLISHING, PUBLISHED, FAILED, UNCONFIRMED, WITHDRAWN -> List.of();
        };
    }

    private List<String> inReview(Post post, Instant now) {
        List<String> said = new ArrayList<>();
        String stages = post.round().map(this::later).orElse("");
        if (!stages.isEmpty()) said.add(texts.get("next.stages", stages));
        boolean itself =
                post.state().release() == Release.AUTOMATIC && post.schedule().isAfter(now);
        said.add(texts.get(itself ? "next.itself" : "next.released"));
        return said;
    }

    /** Names of the stages that open later, in their order. */
    private String later(Round round) {
        return IntStream.range(0, round.progress().stages().size())
                .filter(stage -> round.stage(stage).status() == StageStatus.WAITING)
                .mapToObj(round::rule)
                .map(StageRule::name)
                .collect(Collectors.joining(", "));
    }
}
