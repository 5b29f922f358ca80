package io.countersign.link;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is done with a link once it is {@linkplain NewLink made}: a decision without side effects. */
public sealed interface LinkCommand {
    /** As the record names it, such as {@code extend}. */
    String name();

    /**
     * What comes of it.
     *
     * @param now the store's time, in whole microseconds
     */
    LinkOutcome applyTo(Link link, Instant now);

    /** Ends it for ever; again, it changes and records nothing. */
    record Revoke() implements LinkCommand {
        @Override
        public String name() {
            return "revoke";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            LinkStatus before = link.status(now);
            if (before == LinkStatus.REVOKED) return LinkOutcome.unrecorded(link);
            return LinkOutcome.done(
                    link.revoked(now), new LinkEvent.Revoked(), NewLink.status(before, LinkStatus.REVOKED));
        }
    }

    /**
     * Sets a later end, also for an expired link; one of the two is given.
     *
     * @param until the new end
     * @param by how much to add to the later of now and the present end
     */
    record Extend(@Nullable Instant until, @Nullable Duration by) implements LinkCommand {
        /**
         * Takes one of the two.
         *
         * @throws InvalidInputException for both or neither
         */
        public Extend {
            if ((until == null) == (by == null))
                throw new InvalidInputException("", "Give either 'until', an instant, or 'by', a duration.");
        }

        public static Extend until(Instant end) {
            return new Extend(end, null);
        }

        public static Extend by(Duration more) {
            return new Extend(null, more);
        }

        @Override
        public String name() {
            return "extend";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            LinkStatus before = link.status(now);
            if (before == LinkStatus.REVOKED) return LinkOutcome.refused(this, new LinkRevokedException());
            Instant present = link.expiresAt();
            Instant later = now.isAfter(present) ? now : present;
            Instant end = endFrom(later);
            String field = until == null ? "by" : "until";
            if (until == null && !end.isAfter(later)) return refused(field, "must be a positive duration, such as P7D");
            if (!end.isAfter(now)) return refused(field, "must be later than now");
            if (end.isBefore(present))
                return refused(
                        field, "must not be before the link's present end, " + present + "; to end it, revoke it");
            if (end.isAfter(now.plus(Link.LONGEST_VALIDITY)))
                return refused(field, "must end the link within 90 days from now");
            if (end.equals(present)) return LinkOutcome.unrecorded(link);
            return LinkOutcome.done(
                    link.until(end, now),
                    new LinkEvent.Extended(present, end),
                    NewLink.status(before, LinkStatus.ACTIVE));
        }

        private Instant endFrom(Instant later) {
            if (until != null) return until.truncatedTo(ChronoUnit.MICROS);
            if (by == null || by.isNegative()) return later;
            // What is too long is refused as the first day beyond is, and cannot overflow.
            Duration beyond = Link.LONGEST_VALIDITY.plusDays(1);
            return later.plus(by.compareTo(beyond) > 0 ? beyond : by).truncatedTo(ChronoUnit.MICROS);
        }

        private LinkOutcome refused(String field, String reason) {
            return LinkOutcome.refused(this, new InvalidInputException(field, reason));
        }
    }

    /** Replaces secret and password under a new generation and starts the link's own validity again. */
    record Regenerate(Credentials fresh) implements LinkCommand {
        @Override
        public String name() {
            return "regenerate";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            LinkStatus before = link.status(now);
            if (before == LinkStatus.REVOKED) return LinkOutcome.refused(this, new LinkRevokedException());
            Link after = link.regenerated(fresh, now);
            return LinkOutcome.done(
                    after,
                    new LinkEvent.Regenerated(after.generation(), after.expiresAt()),
                    NewLink.status(before, LinkStatus.ACTIVE));
        }
    }

    /**
     * Announces that it ends soon, once a warning has come (S-15). Of two that came while nobody looked, the later is given;
     * where there is nothing to announce any more, nothing happens.
     */
    record Warn() implements LinkCommand {
        @Override
        public String name() {
            return "warn";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            Instant due = link.warnAt();
            EndWarning come = EndWarning.come(link.expiresAt(), now);
            if (due == null || due.isAfter(now) || come == null || link.status(now) != LinkStatus.ACTIVE)
                return LinkOutcome.unrecorded(link);
            return LinkOutcome.done(
                    link.warned(now), new LinkEvent.Expiring(link.expiresAt(), come.days()), Subject.NONE);
        }
    }

    /** Asks its creator for a new one, in any status; over the limits nothing happens, and the asker sees no difference. */
    record RequestRenewal() implements LinkCommand {
        @Override
        public String name() {
            return "request-renewal";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            return link.renewals()
                    .requested(now)
                    .<LinkOutcome>map(
                            asked -> LinkOutcome.done(link.with(asked), new LinkEvent.RenewalRequested(), Subject.NONE))
                    .orElseGet(() -> LinkOutcome.unrecorded(link));
        }
    }

    /** Takes its holder's request for a new one as answered, with no or by another link; without one nothing happens. */
    record DismissRenewal() implements LinkCommand {
        @Override
        public String name() {
            return "dismiss-renewal";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            if (link.renewalRequestedAt() == null) return LinkOutcome.unrecorded(link);
            return LinkOutcome.done(
                    link.with(link.renewals().answered()), new LinkEvent.RenewalDismissed(), Subject.NONE);
        }
    }

    /**
     * Secret and password were right.
     *
     * @param generation whose secret and password they were; what was regenerated meanwhile is not opened
     * @param resealing what is to be stored of them from now on; null where what is stored is as it should be
     * @param known whether by a browser whose failures are counted apart
     */
    record Opened(int generation, @Nullable Resealing resealing, boolean known) implements LinkCommand {
        /** By any browser, with nothing to be stored. */
        public Opened(int generation) {
            this(generation, null, false);
        }

        @Override
        public String name() {
            return "unlock";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            if (generation != link.generation()) return LinkOutcome.refused(this, new LinkUnknownException());
            LinkStatus status = link.status(now);
            if (status == LinkStatus.REVOKED) return LinkOutcome.refused(this, new LinkRevokedException());
            if (status == LinkStatus.EXPIRED) return LinkOutcome.refused(this, new LinkExpiredException());
            Usage usage = link.usage();
            Link after = link.with(known ? usage.unlockedApart(now) : usage.unlocked(now));
            Change unlocked = new Change(new LinkEvent.Unlocked(generation), Subject.NONE);
            if (resealing == null || !resealing.stored().equals(link.credentials()))
                return new LinkOutcome.Done(after, List.of(unlocked));
            Change resealed = new Change(resealing.event(), Subject.NONE);
            return new LinkOutcome.Done(after.with(resealing.anew()), List.of(unlocked, resealed));
        }
    }

    /**
     * The password was wrong; the attempt was counted when it was {@linkplain Throttle#reserve reserved}.
     *
     * @param failures the attempt's number in the row of failures, as reserved
     */
    record WrongPassword(int failures) implements LinkCommand {
        @Override
        public String name() {
            return "unlock";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            return LinkOutcome.done(link, new LinkEvent.WrongPassword(failures), Subject.refused("wrong-password"));
        }
    }

    /**
     * The secret was wrong.
     *
     * @param attempts {@link Usage#wrongSecrets()} with this one
     */
    record WrongSecret(int attempts) implements LinkCommand {
        @Override
        public String name() {
            return "unlock";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            if (!isRecorded(attempts)) return LinkOutcome.unrecorded(link);
            return LinkOutcome.done(link, new LinkEvent.WrongSecret(attempts), Subject.refused("link-unknown"));
        }
    }

    /**
     * The attempt was refused unseen.
     *
     * @param attempts {@link Usage#throttled()} with this one
     */
    record Throttled(int attempts) implements LinkCommand {
        @Override
        public String name() {
            return "unlock";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            if (!isRecorded(attempts)) return LinkOutcome.unrecorded(link);
            return LinkOutcome.done(link, new LinkEvent.Throttled(attempts), Subject.refused("too-many-attempts"));
        }
    }

    /**
     * A post was shown, for the first time in a session and version.
     *
     * @param generation of the session
     * @param session {@link Session#bucket()}
     */
    record Viewed(int generation, String session, PostId post, int version, Digest digest) implements LinkCommand {
        @Override
        public String name() {
            return "view";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            Subject about = Subject.about(post, version, digest);
            if (generation == link.generation() && link.status(now) == LinkStatus.ACTIVE)
                return LinkOutcome.done(link, new LinkEvent.Viewed(session), about);
            return LinkOutcome.refused(this, new SessionExpiredException(), about);
        }
    }

    /**
     * A session was ended by its holder; whatever became of the link meanwhile.
     *
     * @param session {@link Session#bucket()}
     */
    record Lock(String session) implements LinkCommand {
        @Override
        public String name() {
            return "lock";
        }

        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            return LinkOutcome.done(link, new LinkEvent.Locked(session), Subject.NONE);
        }
    }

    /**
     * Somebody asked for it who may not, or whose time is over, whatever becomes of the link.
     *
     * @param name of the command that was asked for
     */
    record Barred(String name, ApprovalException problem) implements LinkCommand {
        @Override
        public LinkOutcome applyTo(Link link, Instant now) {
            return LinkOutcome.refused(this, problem);
        }
    }

    private static boolean isRecorded(int attempts) {
        return attempts == 1 || attempts == 10 || attempts == 100;
    }
}
