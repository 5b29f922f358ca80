package io.countersign;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import io.countersign.identity.Actor;
import io.countersign.link.Credentials;
import io.countersign.link.Devices;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkEvent;
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
import io.countersign.store.Changes;
import io.countersign.store.LinkReads;
import io.countersign.store.SessionChange;
import java.time.Duration;
import java.util.List;
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
    private final SourceLimit sources;
    private final Devices devices;
    private final LostKeys lost = new LostKeys();

    Unlocking(Desk desk, LinkDesk links, LinkTerms terms, SourceLimit sources) {
        this.desk = desk;
        this.links = links;
        this.terms = terms;
        this.sources = sources;
        this.devices = new Devices(terms.mac());
    }

    Unlocked run(UnlockForm form) {
        links.refuseJoined("Unlocking a link");
        sources.check(form.source());
        LinkToken token = parsed(form);
        LinkReads.Opened opened = recognised(token, form);
        Call unguarded = call(opened, form.request());
        Call call = form.once() == null ? unguarded : unguarded.once(form.once());
        desk.answered(call);
        refuseEnded(call, opened);
        Digest device = knownDevice(form, opened);
        refuseThrottled(call, opened, device);
        Attempt attempt = terms.gate().within(() -> tried(opened, token, form.password(), device));
        if (!attempt.right()) {
            links.run(call, opened, new LinkCommand.WrongPassword(attempt.failures()), null);
            throw new WrongPasswordException();
        }
        return open(call, opened, attempt.resealing(), device);
    }

    private LinkToken parsed(UnlockForm form) {
        try {
            return LinkToken.parse(form.token());
        } catch (LinkUnknownException malformed) {
            sources.count(form.source());
            throw malformed;
        }
    }

    private LinkReads.Opened recognised(LinkToken named, UnlockForm form) {
        Optional<LinkReads.Opened> found = desk.store.link(named.link()).filter(opened -> readable(opened.link()));
        if (found.isEmpty()) {
            sources.count(form.source());
            throw new LinkUnknownException();
        }
        LinkReads.Opened opened = found.get();
        if (terms.mac().matches(named, opened.link().credentials().mac())) return opened;
        sources.count(form.source());
        Usage counted = opened.link().usage().wrongSecretOnce();
        // A count that a neighbour's call overtook is one too few in a number that only tells orders of magnitude.
        if (desk.store.count(opened.link(), counted))
            links.run(call(opened, form.request()), opened, new LinkCommand.WrongSecret(counted.wrongSecrets()), null);
        throw new LinkUnknownException();
    }

    /** Whether the keys are at hand that it was stored under; nobody can open it without. */
    private boolean readable(Link link) {
        Credentials stored = link.credentials();
        if (!terms.mac().knows(stored.mac().kid()))
            return lost.tell(link, "the secret's key '" + stored.mac().kid() + "'");
        if (!terms.hasher().reads(stored.password())) return lost.tell(link, "a hasher, or pepper, for its password");
        return true;
    }

    private void refuseEnded(Call call, LinkReads.Opened opened) {
        if (!opened.approver().active()) throw refusal(call, opened, new LinkRevokedException());
        try {
            opened.link().checkActive(opened.now());
        } catch (ApprovalException ended) {
            throw refusal(call, opened, ended);
        }
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
        if (wait.isEmpty()) return;
        Usage counted = opened.link().usage().throttledOnce();
        if (desk.store.count(opened.link(), counted))
            links.run(call, opened, new LinkCommand.Throttled(counted.throttled()), null);
        throw new TooManyAttemptsException(wait.get());
    }

    /** Counts the attempt, then looks at the password. */
    private Attempt tried(LinkReads.Opened opened, LinkToken token, Secret password, @Nullable Digest device) {
        LinkReads.Opened current = opened;
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            int failures = device == null ? reserved(current) : reserved(current.link(), device);
            if (failures > 0) return looked(current.link().credentials(), token, password, failures);
            current = again(current);
            current.link().checkActive(current.now());
            if (current.link().generation() != opened.link().generation()) throw new LinkUnknownException();
        }
        throw new BusyException("Too many people try this link at this moment.", Duration.ofSeconds(1));
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
        Link after = entered(
                call,
                opened,
                resealing,
                new LinkDesk.Entrance(now -> new SessionChange.Open(session), LinkDesk.Use.UNLOCKED, device));
        return new Unlocked(
                new ReviewSession(token, session, after, opened.approver(), true, opened.now()),
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
            now.link().checkActive(now.now());
            throw new LinkUnknownException();
        }
    }

    private LinkReads.Opened again(LinkReads.Opened opened) {
        return desk.store.link(opened.link().id()).orElseThrow(LinkUnknownException::new);
    }

    /** Records that the right secret met a link that is over. */
    private ApprovalException refusal(Call call, LinkReads.Opened opened, ApprovalException problem) {
        Changes refused = Changes.all(
                call.workspace(),
                List.of(desk.save(
                        call,
                        opened.link(),
                        opened.link(),
                        opened.now(),
                        List.of(new Change(
                                new LinkEvent.Refused("unlock", problem.code()), Subject.refused(problem.code()))))));
        // Whoever is first records it; the answer is the same.
        desk.store.commit(refused);
        return problem;
    }

    static Call call(LinkReads.Opened opened, @Nullable String request) {
        Actor.Guest guest = opened.link().guest(opened.approver().member());
        return Call.of(opened.link().workspace(), guest).in(request);
    }
}
