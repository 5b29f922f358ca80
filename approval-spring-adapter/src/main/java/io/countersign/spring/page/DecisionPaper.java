package io.countersign.spring.page;

import io.countersign.DecisionForm;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.problem.InvalidInputException;
import io.countersign.review.Verdict;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form of the page, filled in: a decision on one post, one decision on several, or a new time for one.
 *
 * @param verdict null for a new time alone
 * @param note null where nothing was written
 * @param wantsTime whether the form asks for a time
 * @param typedTime what was typed there
 * @param several whether it is the form over all selected posts
 */
record DecisionPaper(
        List<Ticket> tickets,
        @Nullable Verdict verdict,
        @Nullable String note,
        boolean wantsTime,
        @Nullable String typedTime,
        @Nullable String timeZone,
        boolean several) {

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
                form.first("scheduledAt") != null,
                form.text("scheduledAt"),
                form.text("timeZone"),
                form.first("several") != null);
    }

    private static Verdict verdict(@Nullable String name) {
        for (Verdict verdict : Verdict.values()) if (verdict.name().equals(name)) return verdict;
        throw new InvalidInputException("verdict", "must be one of APPROVE, REQUEST_CHANGES, REJECT");
    }

    /**
     * When the post shall go out.
     *
     * @throws InvalidInputException where no time was typed, or none that there is
     */
    @Nullable
    Instant scheduledAt() {
        if (!wantsTime) return null;
        if (typedTime == null) throw new InvalidInputException("scheduledAt", "is required");
        try {
            return LocalDateTime.parse(typedTime).atZone(zone()).toInstant();
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
            forms.add(new DecisionForm(ticket.post(), ticket.version(), ticket.digest(), on, note, null, at, null));
        return forms;
    }

    /** What tells it from another form under the same key. */
    Digest fingerprint() {
        List<String> said = new ArrayList<>();
        for (Ticket ticket : tickets) said.add("%s:%d:%s".formatted(ticket.post(), ticket.version(), ticket.digest()));
        said.add(String.valueOf(verdict));
        said.add(String.valueOf(note));
        said.add(String.valueOf(typedTime));
        said.add(String.valueOf(timeZone));
        return Digest.of(Json.write(said));
    }
}
