package io.countersign.spring.page;

import io.countersign.DecisionForm;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.identity.PostId;
import io.countersign.problem.InvalidInputException;
import io.countersign.review.Verdict;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form of the page, filled in: a decision on one post, one decision on several, or a new time for one.
 *
 * @param verdict null for a new time alone
 * @param note null where nothing was written
 * @param suggestion a caption that the reviewer would approve; null for none, or the one that they saw
 * @param wantsTime whether the form asks for a time
 * @param typedTime what was typed there
 * @param offset from UTC, which tells apart what the clocks show twice; null where nobody was asked
 * @param several whether it is the form over all selected posts
 */
record DecisionPaper(
        List<Ticket> tickets,
        @Nullable Verdict verdict,
        @Nullable String note,
        @Nullable String suggestion,
        boolean wantsTime,
        @Nullable String typedTime,
        @Nullable String timeZone,
        @Nullable String offset,
        boolean several)
        implements Paper {

    /**
     * Reads a form that decides.
     *
     * @throws InvalidInputException for what no form of the page sends
     */
    static DecisionPaper decision(FormBody form) {
        return of(form, verdict(form.text("verdict")));
    }

    /** Reads a form that sets a new time alone. */
    static DecisionPaper move(FormBody form) {
        DecisionPaper paper = of(form, null);
        if (paper.tickets().size() != 1) throw new InvalidInputException("post", "must name one post");
        return paper;
    }

    private static DecisionPaper of(FormBody form, @Nullable Verdict verdict) {
        List<Ticket> tickets = form.all("post").stream().map(Ticket::parse).toList();
        String note = form.text("note");
        return new DecisionPaper(
                tickets,
                verdict,
                note == null ? null : note.replace("\r\n", "\n"),
                verdict == Verdict.REQUEST_CHANGES ? suggestion(form) : null,
                form.first("scheduledAt") != null,
                form.text("scheduledAt"),
                form.text("timeZone"),
                form.text("offset"),
                form.first("several") != null);
    }

    /** The form shows the caption to begin with, and names its digest. */
    private static @Nullable String suggestion(FormBody form) {
        String typed = form.first("suggestion");
        if (typed == null) return null;
        String caption = typed.replace("\r\n", "\n");
        return Digest.of(caption).hex().equals(form.text("caption")) ? null : caption;
    }

    private static Verdict verdict(@Nullable String name) {
        for (Verdict verdict : Verdict.values()) if (verdict.name().equals(name)) return verdict;
        throw new InvalidInputException("verdict", "must be one of APPROVE, REQUEST_CHANGES, REJECT");
    }

    @Override
    public List<PostId> posts() {
        return tickets.stream().map(Ticket::post).toList();
    }

    /**
     * When the post shall go out.
     *
     * @throws InvalidInputException where no time was typed, or none that the clocks show once
     */
    @Nullable
    Instant scheduledAt() {
        if (!wantsTime) return null;
        ZoneOffset chosen = chosenOffset();
        if (chosen == null)
            throw new InvalidInputException(
                    "scheduledAt", "the clocks in %s do not show %s exactly once".formatted(zone(), typedTime));
        return local().toInstant(chosen);
    }

    /** From UTC, when the clocks show what was typed: mostly one; none where they skip it, two where they are set back. */
    List<ZoneOffset> offsets() {
        return zone().getRules().getValidOffsets(local());
    }

    /** The one that is meant; null where nobody can tell. */
    @Nullable
    ZoneOffset chosenOffset() {
        List<ZoneOffset> offsets = offsets();
        return offsets.stream()
                .filter(one -> offsets.size() == 1 || one.getId().equals(offset))
                .findFirst()
                .orElse(null);
    }

    /** The offsets to choose from, where the clocks show what was typed twice; of any other time none. */
    List<String> timesTwice() {
        try {
            List<ZoneOffset> offsets = wantsTime ? offsets() : List.of();
            return offsets.size() < 2
                    ? List.of()
                    : offsets.stream().map(ZoneOffset::getId).toList();
        } catch (InvalidInputException unusable) {
            return List.of();
        }
    }

    private LocalDateTime local() {
        if (typedTime == null) throw new InvalidInputException("scheduledAt", "is required");
        try {
            return LocalDateTime.parse(typedTime);
        } catch (DateTimeException malformed) {
            throw new InvalidInputException("scheduledAt", "must be a local time such as 2026-12-01T09:00");
        }
    }

    /** The zone that the typed time is in. */
    ZoneId zone() {
        try {
            return ZoneId.of(timeZone == null ? "UTC" : timeZone);
        } catch (DateTimeException unknown) {
            throw new InvalidInputException("timeZone", "must be a time zone such as Europe/Berlin");
        }
    }

    /** One decision for each post. */
    List<DecisionForm> decisions(Verdict on) {
        Instant at = scheduledAt();
        List<DecisionForm> forms = new ArrayList<>();
        for (Ticket ticket : tickets)
            forms.add(new DecisionForm(
                    ticket.post(), ticket.version(), ticket.digest(), on, note, null, at, suggested()));
        return forms;
    }

    private DecisionForm.@Nullable Suggested suggested() {
        return suggestion == null ? null : new DecisionForm.Suggested(suggestion);
    }

    @Override
    public Digest fingerprint() {
        List<String> said = new ArrayList<>();
        for (Ticket ticket : tickets) said.add("%s:%d:%s".formatted(ticket.post(), ticket.version(), ticket.digest()));
        said.add(String.valueOf(verdict));
        said.add(String.valueOf(note));
        said.add(String.valueOf(suggestion));
        said.add(String.valueOf(typedTime));
        said.add(String.valueOf(timeZone));
        said.add(String.valueOf(offset));
        return Digest.of(Json.write(said));
    }
}
