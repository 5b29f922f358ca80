package io.countersign;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import io.countersign.identity.Actor;
import io.countersign.link.Credentials;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkEvent;
import io.countersign.link.LinkRevokedException;
import io.countersign.link.LinkToken;
import io.countersign.link.LinkUnknownException;
import io.countersign.link.Session;
import io.countersign.link.SessionExpiredException;
import io.countersign.link.SessionLimits;
import io.countersign.link.SessionToken;
import io.countersign.link.TooManyAttemptsException;
import io.countersign.link.Usage;
import io.countersign.link.WrongPasswordException;
import io.countersign.post.Post;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.BusyException;
import io.countersign.problem.ConflictException;
import io.countersign.store.Changes;
import io.countersign.store.LinkReads;
import io.countersign.store.SessionChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way in for people with a link: secret and password open a session; every call looks at link, approver and limits
 * again.
 */
public final class ReviewSessions {
    private static final int MAX_TRIES = 8;

    /** A call within this time of the last does not move the idle time, which spares a write at each. */
    private static final Duration SEEN_GRAIN = Duration.ofSeconds(30);

    private final Desk desk;
    private final LinkDesk links;
    private final LinkTerms terms;
    private final SourceLimit sources;

    ReviewSessions(Desk desk, LinkDesk links, LinkTerms terms, SourceLimit sources) {
        this.desk = desk;
        this.links = links;
        this.terms = terms;
        this.sources = sources;
    }

    /** How long sessions live. */
    public SessionLimits limits() {
        return terms.sessions();
    }

    /**
     * Opens a session.
     *
     * @param token of the link, or the whole link as it was sent
     * @param source where the call comes from, such as a remote address, to limit guesses at links; null for no limit
     * @param request the host's id of the request; null for none
     * @throws LinkUnknownException for a wrong secret, an unknown link, a malformed token: all alike
     * @throws io.countersign.link.LinkExpiredException for the right secret of an expired link
     * @throws LinkRevokedException for the right secret of a revoked link
     * @throws TooManyAttemptsException before the password is looked at
     * @throws WrongPasswordException for a wrong password; the attempt was counted
     * @throws io.countersign.problem.BusyException where hashing capacity is taken; nothing was counted
     * @throws IllegalStateException within a transaction of the host
     */
    public ReviewSession unlock(String token, Secret password, @Nullable String source, @Nullable String request) {
        return unlock(token, password, source, request, null);
    }

    /**
     * Opens a session once: under the key of a call that did, there is a conflict, for its answer was a secret.
     *
     * @param once its fingerprint must not be of the password, which is kept by slow hashes alone; null for no key
     */
    public ReviewSession unlock(
            String token,
            Secret password,
            @Nullable String source,
            @Nullable String request,
            Call.@Nullable Once once) {
        links.refuseJoined("Unlocking a link");
        sources.check(source);
        LinkToken named = parsed(token, source);
        LinkReads.Opened opened = recognised(named, source, request);
        Call unguarded = call(opened, request);
        Call call = once == null ? unguarded : unguarded.once(once);
        desk.answered(call);
        if (!opened.approver().active()) throw refusal(call, opened, new LinkRevokedException());
        try {
            opened.link().checkActive(opened.now());
        } catch (ApprovalException ended) {
            throw refusal(call, opened, ended);
        }
        refuseThrottled(call, opened);
        Usage reserved = terms.gate().within(() -> tried(opened, password));
        if (reserved != null) {
            links.run(call, opened, new LinkCommand.WrongPassword(reserved.failures()), null);
            throw new WrongPasswordException();
        }
        return open(call, opened);
    }

    /**
     * The session of a token.
     *
     * @throws SessionExpiredException where there is none, or it, its link or its approver ended
     */
    public ReviewSession session(SessionToken token) {
        LinkReads.Seated seated = desk.store.session(token.id()).orElseThrow(SessionExpiredException::new);
        if (!seated.approver().active()) throw new SessionExpiredException();
        seated.session().check(seated.link(), seated.now(), terms.sessions());
        return new ReviewSession(
                token, seated.session(), seated.link(), seated.approver(), seated.deputy(), seated.now());
    }

    /** Notes that the session was used, which moves its idle time. */
    public void seen(ReviewSession session) {
        if (session.now().isBefore(session.session().seenAt().plus(SEEN_GRAIN))) return;
        desk.store.commit(Changes.all(session.link().workspace(), List.of())
                .with(new SessionChange.Seen(session.session().seen(session.now()))));
    }

    /** Records that a post was shown, the first time in this session and version. */
    public void viewed(ReviewSession session, Post post, int version, Digest digest) {
        if (session.session().hasViewed(post.id(), version)) {
            seen(session);
            return;
        }
        Session after = session.session().seen(session.now()).viewing(post.id(), version);
        LinkCommand command = new LinkCommand.Viewed(
                session.session().generation(), session.session().bucket(), post.id(), version, digest);
        links.run(
                session.call(),
                new LinkReads.Opened(session.link(), session.approver(), session.now()),
                command,
                null,
                new LinkDesk.Entrance(now -> new SessionChange.Seen(after), LinkDesk.Use.CARRIED));
    }

    /** Ends a session. */
    public void lock(ReviewSession session) {
        SessionChange close = new SessionChange.Close(
                session.link().workspace(), session.session().id());
        links.run(
                session.call(),
                new LinkReads.Opened(session.link(), session.approver(), session.now()),
                new LinkCommand.Lock(session.session().bucket()),
                null,
                new LinkDesk.Entrance(now -> close, LinkDesk.Use.NONE));
    }

    /**
     * Asks the creator of a link for a new one. Tells the caller nothing, whatever the token: a wrong one, or one over the
     * limits, does nothing.
     */
    public void requestRenewal(String token, @Nullable String source, @Nullable String request) {
        Optional<LinkReads.Opened> opened;
        try {
            sources.check(source);
            LinkToken named = LinkToken.parse(token);
            opened = desk.store
                    .link(named.link())
                    .filter(found -> terms.mac()
                            .matches(named, found.link().credentials().mac()));
        } catch (LinkUnknownException | TooManyAttemptsException unheard) {
            opened = Optional.empty();
        }
        if (opened.isEmpty()) {
            sources.count(source);
            return;
        }
        try {
            links.run(call(opened.get(), request), opened.get(), new LinkCommand.RequestRenewal(), null);
        } catch (ConflictException asked) {
            // Somebody asks at the same moment; one request is all there can be.
            return;
        }
    }

    private LinkToken parsed(String token, @Nullable String source) {
        try {
            return LinkToken.parse(token);
        } catch (LinkUnknownException malformed) {
            sources.count(source);
            throw malformed;
        }
    }

    private LinkReads.Opened recognised(LinkToken named, @Nullable String source, @Nullable String request) {
        Optional<LinkReads.Opened> found = desk.store.link(named.link());
        if (found.isEmpty()) {
            sources.count(source);
            throw new LinkUnknownException();
        }
        LinkReads.Opened opened = found.get();
        if (terms.mac().matches(named, opened.link().credentials().mac())) return opened;
        sources.count(source);
        Usage counted = opened.link().usage().wrongSecretOnce();
        // A count that a neighbour's call overtook is one too few in a number that only tells orders of magnitude.
        if (desk.store.count(opened.link(), counted))
            links.run(call(opened, request), opened, new LinkCommand.WrongSecret(counted.wrongSecrets()), null);
        throw new LinkUnknownException();
    }

    private void refuseThrottled(Call call, LinkReads.Opened opened) {
        Optional<Duration> wait = terms.throttle().waitOf(opened.link().usage(), opened.now());
        if (wait.isEmpty()) return;
        Usage counted = opened.link().usage().throttledOnce();
        if (desk.store.count(opened.link(), counted))
            links.run(call, opened, new LinkCommand.Throttled(counted.throttled()), null);
        throw new TooManyAttemptsException(wait.get());
    }

    /** Counts the attempt, then looks at the password: null where it was right, else the counters with the failure. */
    private @Nullable Usage tried(LinkReads.Opened opened, Secret password) {
        LinkReads.Opened current = opened;
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Usage reserved = terms.throttle().reserve(current.link().usage(), current.now());
            if (desk.store.count(current.link(), reserved)) {
                Credentials credentials = current.link().credentials();
                return terms.hasher().matches(credentials.canonical(password), credentials.password())
                        ? null
                        : reserved;
            }
            current = again(current);
            current.link().checkActive(current.now());
            if (current.link().generation() != opened.link().generation()) throw new LinkUnknownException();
        }
        throw new BusyException("Too many people try this link at this moment.", Duration.ofSeconds(1));
    }

    private ReviewSession open(Call call, LinkReads.Opened opened) {
        SessionToken token = SessionToken.random();
        Session session = Session.open(token, opened.link(), opened.now(), terms.sessions());
        Link after = entered(call, opened, session);
        return new ReviewSession(token, session, after, opened.approver(), true, opened.now());
    }

    private Link entered(Call call, LinkReads.Opened opened, Session session) {
        try {
            return links.run(
                    call,
                    opened,
                    new LinkCommand.Opened(opened.link().generation()),
                    (link, now) -> Desk.secretAnswer(call, link.id().value(), now),
                    new LinkDesk.Entrance(now -> new SessionChange.Open(session), LinkDesk.Use.UNLOCKED));
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

    private static Call call(LinkReads.Opened opened, @Nullable String request) {
        Actor.Guest guest = opened.link().guest(opened.approver().member());
        return Call.of(opened.link().workspace(), guest).in(request);
    }
}
