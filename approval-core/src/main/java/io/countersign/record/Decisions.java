package io.countersign.record;

import io.countersign.identity.LinkId;
import io.countersign.post.PostEvent;
import io.countersign.record.DecisionRecord.Weight;
import io.countersign.record.Story.Told;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every decision, those that count no more too. */
final class Decisions {
    private final Story story;
    private final Rounds rounds;
    private final List<Told<PostEvent.Decided>> told;

    Decisions(Story story, Rounds rounds) {
        this.story = story;
        this.rounds = rounds;
        told = story.told("post.decided", PostEvent.Decided.class);
    }

    List<DecisionRecord> all() {
        return told.stream().map(this::decision).toList();
    }

    private DecisionRecord decision(Told<PostEvent.Decided> one) {
        Entry entry = one.entry();
        PostEvent.Decided event = one.event();
        return new DecisionRecord(
                event.decision(),
                entry.audit.seq(),
                entry.audit.at(),
                event.round(),
                event.stage(),
                Objects.requireNonNullElse(entry.audit.subject().version(), 0),
                entry.audit.subject().digest(),
                event.verdict(),
                story.party(event.by()),
                story.party(event.inPlaceOf()),
                event.assurance(),
                link(one),
                story.saidOrNull(event.note()),
                event.visibility(),
                event.suggestion() == null
                        ? null
                        : story.said(event.suggestion().caption()),
                event.scheduledAt(),
                event.timeZone(),
                event.carriedFrom(),
                weight(one),
                entry.audit.hash());
    }

    /** One that is carried over came through the link that it came through then. */
    private @Nullable LinkId link(Told<PostEvent.Decided> one) {
        if (one.event().carriedFrom() == null) return one.entry().link();
        return told.stream()
                .filter(other -> other.event().decision().equals(one.event().decision())
                        && other.event().carriedFrom() == null)
                .map(other -> other.entry().link())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Weight weight(Told<PostEvent.Decided> one) {
        if (one.event().late()) return Weight.LATE;
        boolean replaced = told.stream()
                .anyMatch(other -> other.entry().audit.seq() > one.entry().audit.seq()
                        && other.event().round() == one.event().round()
                        && other.event().stage().equals(one.event().stage())
                        && other.event().by().equals(one.event().by()));
        if (replaced) return Weight.REPLACED;
        return rounds.superseded(one.event().round()) ? Weight.SUPERSEDED : Weight.COUNTED;
    }
}
