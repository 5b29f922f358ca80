package io.countersign;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkToken;
import io.countersign.link.LinkUnknownException;
import io.countersign.link.Session;
import io.countersign.link.SessionExpiredException;
import io.countersign.link.SessionLimits;
import io.countersign.link.SessionToken;
import io.countersign.link.TooManyAttemptsException;
import io.countersign.post.Post;
import io.countersign.problem.ConflictException;
import io.countersign.store.Changes;
import io.countersign.store.LinkReads;
import io.countersign.store.SessionChange;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way in for people with a link: secret and password open a session; every call looks at link, approver and limits
 * again.
 */
public final class ReviewSessions {
    /** A call within this time of the last does not move the idle time, which spares a write at each. */
    private static final Duration SEEN_GRAIN = Duration.ofSeconds(30);

    private final Desk desk;
    private final LinkDesk links;
    private final LinkTerms terms;
    private final Doorstep doorstep;
    private final Unlocking unlocking;

    ReviewSessions(Desk desk, LinkDesk links, LinkTerms terms, SourceLimit sources) {
        this.desk = desk;
        this.links = links;
        this.terms = terms;
        this.doorstep = new Doorstep(desk, links, terms, sources);
        this.unlocking = new Unlocking(desk, links, terms, doorstep);
    }

    /** How long sessions live. */
    public SessionLimits limits() {
        return terms.sessions();
    }

    /** Opens a session for who was never here, as {@link #unlock(UnlockForm)} does. */
    public ReviewSession unlock(String token, Secret password, @Nullable String source, @Nullable String request) {
        return unlock(UnlockForm.of(token, password).from(source).in(request)).session();
    }

    /**
     * Opens a session.
     *
     * @throws LinkUnknownException for a wrong secret, an unknown link, a malformed token, a link whose key is gone: all alike
     * @throws io.countersign.link.LinkExpiredException for the right secret of an expired link
     * @throws io.countersign.link.LinkRevokedException for the right secret of a revoked link
     * @throws TooManyAttemptsException before the password is looked at
     * @throws io.countersign.link.WrongPasswordException for a wrong password; the attempt was counted
     * @throws io.countersign.problem.BusyException where hashing capacity is taken; nothing was counted
     * @throws IllegalStateException within a transaction of the host
     */
    public Unlocked unlock(UnlockForm form) {
        return unlocking.run(form);
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
                token, seated.session(), seated.link(), seated.approver(), seated.deputy(), seated.now(), null);
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
                new LinkDesk.Entrance(now -> new SessionChange.Seen(after), LinkDesk.Use.CARRIED, null));
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
                new LinkDesk.Entrance(now -> close, LinkDesk.Use.NONE, null));
    }

    /**
     * Asks the creator of a link for a new one. Tells the caller nothing, whatever the token: a wrong one, or one over the
     * limits, does nothing.
     *
     * @throws IllegalStateException within a transaction of the host
     */
    public void requestRenewal(String token, @Nullable String source, @Nullable String request) {
        if (desk.store.joined())
            throw new IllegalStateException(
                    "Asking for a new link counts wrong secrets and cannot run within a transaction of the host; call it outside of one");
        try {
            LinkToken named = doorstep.token(token, source);
            LinkReads.Opened opened = doorstep.recognised(named, source, request);
            links.run(Doorstep.call(opened, request), opened, new LinkCommand.RequestRenewal(), null);
        } catch (LinkUnknownException | TooManyAttemptsException | ConflictException unheard) {
            // Who shows no secret hears nothing; of two who ask at the same moment one is all there can be.
            return;
        }
    }
}
