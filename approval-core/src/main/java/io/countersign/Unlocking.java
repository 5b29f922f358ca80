package io.countersign;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import io.countersign.link.Credentials;
import io.countersign.link.Devices;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkRevokedException;
import io.countersign.link.LinkToken;
import io.countersign.link.LinkUnknownException;
import io.countersign.link.Resealing;
import io.countersign.link.Session;
import io.countersign.link.SessionExpiredException;
import io.countersign.link.SessionToken;
import io.countersign.link.TooManyAttemptsException;
import io.countersign.link.Usage;
import io.countersign.link.WrongPasswordException;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.BusyException;
import io.countersign.store.LinkReads;
import io.countersign.store.SessionChange;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a link is opened: its secret first, then what is left of attempts, then its password, and a session at last. */
final class Unlocking {
    private static final int MAX_TRIES = 8;

    /**
     * What came of an attempt that was counted.
     *
     * @param failures its number in the row that it was counted in
     * @param resealing what is to be stored from now on; null where nothing, or where the password was wrong
     */
    private record Attempt(
            boolean right, int failures, @Nullable Resealing resealing) {}

    private final Desk desk;
    private final LinkDesk links;
    private final LinkTerms terms;
    private final Doorstep doorstep;
    private final Devices devices;

    Unlocking(Desk desk, LinkDesk links, LinkTerms terms, Doorstep doorstep) {
        this.desk = desk;
        this.links = links;
        this.terms = terms;
        this.doorstep = doorstep;
        this.devices = new Devices(terms.mac());
    }

    Unlocked run(UnlockForm form) {
        links.refuseJoined("Unlocking a link");
        LinkToken token = doorstep.token(form.token(), form.source());
        LinkReads.Opened opened = doorstep.openable(token, form.source(), form.request());
        Call unguarded = Doorstep.call(opened, form.request());
        Call call = form.once() == null ? unguarded : unguarded.once(form.once());
        desk.answered(call);
        refuseEnded(call, opened);
        Digest device = knownDevice(form, opened);
        refuseThrottled(call, opened, device);
        Attempt attempt = terms.gate().within(() -> tried(call, opened, token, form.password(), device));
        if (!attempt.right()) {
            links.run(call, opened, new LinkCommand.WrongPassword(attempt.failures()), null);
            throw new WrongPasswordException();
        }
        return open(call, opened, attempt.resealing(), device);
    }

    private void refuseEnded(Call call, LinkReads.Opened opened) {
        if (!opened.approver().active()) throw refusal(call, opened, new LinkRevokedException());
        try {
            opened.link().checkActive(opened.now());
        } catch (ApprovalException ended) {
            throw refusal(call, opened, ended);
        }
    }

    /** Records that the right secret met a link that is over. */
    private ApprovalException refusal(Call call, LinkReads.Opened opened, ApprovalException problem) {
        links.run(call, opened, new LinkCommand.Barred("unlock", problem), null);
        return problem;
    }

    /** A browser that was here before and has not failed too often since; null for any other. */
    private @Nullable Digest knownDevice(UnlockForm form, LinkReads.Opened opened) {
        Link link = opened.link();
        return devices.recognise(form.device(), link, opened.now())
                .filter(device -> desk.store.failures(link.workspace(), link.id(), device) < Devices.MOST_FAILURES)
                .orElse(null);
    }

    private void refuseThrottled(Call call, LinkReads.Opened opened, @Nullable Digest device) {
        Optional<Duration> wait = device == null
                ? terms.throttle().waitOf(opened.link().usage(), opened.now())
                : terms.throttle().stopOf(opened.link().usage());
        if (wait.isPresent()) throw throttled(call, opened, new TooManyAttemptsException(wait.get()));
    }

    /** Counts an attempt that is refused unseen, and records it where that is due (S-100). */
    private TooManyAttemptsException throttled(Call call, LinkReads.Opened opened, TooManyAttemptsException problem) {
        Usage counted = opened.link().usage().throttledOnce();
        if (desk.store.count(opened.link(), counted))
            links.run(call, opened, new LinkCommand.Throttled(counted.throttled()), null);
        return problem;
    }

    /** Counts the attempt, then looks at the password. */
    private Attempt tried(
            Call call, LinkReads.Opened opened, LinkToken token, Secret password, @Nullable Digest device) {
        LinkReads.Opened current = opened;
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            int failures = reserved(call, current, device);
            if (failures > 0) return looked(current.link().credentials(), token, password, failures);
            current = again(current);
            refuseEnded(call, current);
            if (current.link().generation() != opened.link().generation())
                throw refusal(call, current, new LinkUnknownException());
        }
        throw new BusyException("Too many people try this link at this moment.", Duration.ofSeconds(1));
    }

    /** The attempt's number in the row that it is counted in; 0 where another came between. */
    private int reserved(Call call, LinkReads.Opened current, @Nullable Digest device) {
        try {
            return device == null ? reserved(current) : reserved(current.link(), device);
        } catch (TooManyAttemptsException late) {
            throw throttled(call, current, late);
        }
    }

    /** The attempt's number among those of strangers; 0 where another came between. */
    private int reserved(LinkReads.Opened current) {
        Usage reserved = terms.throttle().reserve(current.link().usage(), current.now());
        return desk.store.count(current.link(), reserved) ? reserved.failures() : 0;
    }

    /** The attempt's number among those of this browser; 0 where another came between. */
    private int reserved(Link link, Digest device) {
        int failures = desk.store.failures(link.workspace(), link.id(), device);
        // Its last attempts were made at this very moment; the next one is a stranger's.
        if (failures >= Devices.MOST_FAILURES) throw new TooManyAttemptsException(Duration.ofSeconds(1));
        return desk.store.count(link, device, failures) ? failures + 1 : 0;
    }

    private Attempt looked(Credentials stored, LinkToken token, Secret password, int failures) {
        Secret canonical = stored.canonical(password);
        if (!terms.hasher().matches(canonical, stored.password())) return new Attempt(false, failures, null);
        boolean outdated = terms.hasher().outdated(stored.password());
        if (!outdated && terms.mac().isCurrent(stored.mac())) return new Attempt(true, failures, null);
        String phc = outdated ? terms.hasher().hash(canonical) : stored.password();
        Credentials anew = new Credentials(terms.mac().of(token), phc, stored.generated());
        return new Attempt(true, failures, new Resealing(stored, anew));
    }

    private Unlocked open(Call call, LinkReads.Opened opened, @Nullable Resealing resealing, @Nullable Digest device) {
        SessionToken token = SessionToken.random();
        Session session = Session.open(token, opened.link(), opened.now(), terms.sessions());
        Call within = new Call(
                call.workspace(),
                opened.link().guest(opened.approver().member()).within(session.bucket()),
                call.request(),
                call.once());
        Link after = entered(
                within,
                opened,
                resealing,
                new LinkDesk.Entrance(now -> new SessionChange.Open(session), LinkDesk.Use.UNLOCKED, device));
        return new Unlocked(
                new ReviewSession(token, session, after, opened.approver(), true, opened.now(), null),
                devices.issue(after, opened.now()));
    }

    private Link entered(
            Call call, LinkReads.Opened opened, @Nullable Resealing resealing, LinkDesk.Entrance entrance) {
        try {
            return links.run(
                    call,
                    opened,
                    new LinkCommand.Opened(opened.link().generation(), resealing, entrance.device() != null),
                    (link, now) -> Desk.secretAnswer(call, link.id().value(), now),
                    entrance);
        } catch (SessionExpiredException ended) {
            // The link ended while the password was looked at; whoever had the right secret may know how.
            LinkReads.Opened now = again(opened);
            refuseEnded(call, now);
            throw refusal(call, now, new LinkUnknownException());
        }
    }

    private LinkReads.Opened again(LinkReads.Opened opened) {
        return desk.store.link(opened.link().id()).orElseThrow(LinkUnknownException::new);
    }
}
