package io.countersign.record;

import io.countersign.identity.Actor;
import io.countersign.post.BreakGlassEvent;
import io.countersign.post.PostEvent;
import io.countersign.publish.Clearance;
import io.countersign.record.ScheduleStep.Kind;
import io.countersign.record.Story.Told;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to a post beside its review: its time, holds, recalls, break glass. */
final class Incidents {
    private static final Set<String> ENDING_HOLDS =
            Set.of("post.unheld", "post.edited", "post.recalled", "post.withdrawn", "post.published", "post.confirmed");

    private final Story story;

    Incidents(Story story) {
        this.story = story;
    }

    List<ScheduleStep> schedule() {
        List<ScheduleStep> steps = new ArrayList<>();
        ZoneId zone = story.material.post().schedule().zone();
        for (Entry entry : story.chain) {
            Optional<ScheduleStep> step = step(entry, zone);
            if (step.isPresent()) {
                steps.add(step.get());
                zone = step.get().zone();
            }
        }
        return steps;
    }

    private Optional<ScheduleStep> step(Entry entry, ZoneId zone) {
        return switch (entry.audit.action()) {
            case "post.created" ->
                entry.event(PostEvent.Created.class)
                        .map(event -> step(entry, Kind.FIRST, null, event.scheduledAt(), event.timeZone(), null));
            case "post.rescheduled" ->
                entry.event(PostEvent.Rescheduled.class)
                        .map(event -> step(
                                entry, Kind.MOVED, event.from(), event.to(), event.toZone(), event.supersededRound()));
            case "post.scheduled" ->
                entry.event(PostEvent.Scheduled.class)
                        .map(event -> step(entry, Kind.SET_OUT, null, event.dueAt(), zone, null));
            case "post.released" -> Optional.of(step(entry, Kind.RELEASED, null, null, zone, null));
            case "post.schedule-missed" ->
                entry.event(PostEvent.ScheduleMissed.class)
                        .map(event -> step(entry, Kind.MISSED, null, event.scheduledAt(), zone, null));
            default -> Optional.empty();
        };
    }

    private ScheduleStep step(
            Entry entry,
            Kind kind,
            @Nullable Instant before,
            @Nullable Instant to,
            ZoneId zone,
            @Nullable Integer supersededRound) {
        return new ScheduleStep(
                kind, entry.audit.seq(), entry.audit.at(), story.by(entry), before, to, zone, supersededRound);
    }

    List<Holding> holds() {
        return story.told("post.held", PostEvent.Held.class).stream()
                .map(this::holding)
                .toList();
    }

    private Holding holding(Told<PostEvent.Held> held) {
        Entry entry = held.entry();
        Optional<Entry> end = story.after(entry).filter(Incidents::endsHold).findFirst();
        return new Holding(
                entry.audit.seq(),
                entry.audit.at(),
                story.by(entry),
                story.said(held.event().reason()),
                end.map(other -> other.audit.at()).orElse(null),
                end.map(story::by).orElse(null),
                end.map(other -> other.audit.action()).orElse(null));
    }

    private static boolean endsHold(Entry entry) {
        if (ENDING_HOLDS.contains(entry.audit.action())) return true;
        return entry.is("post.rescheduled")
                && entry.event(PostEvent.Rescheduled.class)
                        .map(event -> event.supersededRound() != null)
                        .orElse(false);
    }

    List<TakingBack> recalls() {
        return story.told("post.recalled", PostEvent.Recalled.class).stream()
                .map(told -> new TakingBack(
                        told.entry().audit.seq(),
                        told.entry().audit.at(),
                        story.by(told.entry()),
                        story.said(told.event().reason()),
                        "PUBLISHED".equals(told.entry().audit.subject().from()),
                        told.event().supersededRound()))
                .toList();
    }

    List<GlassRecord> breakGlass() {
        return story.told("post.break-glass-asked", BreakGlassEvent.Asked.class).stream()
                .map(this::glass)
                .toList();
    }

    private GlassRecord glass(Told<BreakGlassEvent.Asked> asked) {
        Entry entry = asked.entry();
        Actor.Name asker = entry.audit.actor();
        Optional<Told<BreakGlassEvent.Consented>> consent =
                story.told("post.break-glass-consented", BreakGlassEvent.Consented.class).stream()
                        .filter(told -> told.event().askedAt().equals(entry.audit.at())
                                && told.event().askedBy().equals(asker))
                        .findFirst();
        Optional<Told<BreakGlassEvent.ReviewClosed>> review = consent.flatMap(this::review);
        return new GlassRecord(
                entry.audit.seq(),
                entry.audit.at(),
                story.by(entry),
                story.said(asked.event().reason()),
                entry.audit.subject().version(),
                entry.audit.subject().digest(),
                consent.map(told -> told.entry().audit.at()).orElse(null),
                consent.map(told -> story.by(told.entry())).orElse(null),
                consent.map(told -> told.event().clearance())
                        .map(Incidents::policy)
                        .orElse(null),
                consent.map(told -> told.event().supersededRound()).orElse(null),
                review.map(told -> told.entry().audit.at()).orElse(null),
                review.map(told -> story.by(told.entry())).orElse(null),
                review.map(told -> story.said(told.event().finding())).orElse(null),
                review.map(told -> told.event().independent()).orElse(null));
    }

    /** The first look afterwards closes whatever is owed by then. */
    private Optional<Told<BreakGlassEvent.ReviewClosed>> review(Told<BreakGlassEvent.Consented> consent) {
        return story.told("post.owed-review-closed", BreakGlassEvent.ReviewClosed.class).stream()
                .filter(told -> told.entry().audit.seq() > consent.entry().audit.seq())
                .findFirst();
    }

    private static @Nullable Integer policy(Clearance clearance) {
        return clearance instanceof Clearance.BreakGlass glass ? glass.policy() : null;
    }
}
