package io.countersign.contract;

import io.countersign.approver.Approver;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.link.Credentials;
import io.countersign.link.Link;
import io.countersign.link.LinkOutcome;
import io.countersign.link.Mac;
import io.countersign.link.NewLink;
import io.countersign.link.SecretMac;
import io.countersign.store.Save;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A magic link to be made: {@code aLink().to(nora).lasting(Duration.ofDays(1))}. */
public final class LinkFixture {
    private @Nullable String id;
    private final Approver approver;
    private Actor creator = People.RITA;
    private Duration validity = Link.STANDARD_VALIDITY;
    private @Nullable Set<PostId> posts;
    private boolean mayReschedule;

    private LinkFixture(Approver approver) {
        this.approver = approver;
    }

    public static LinkFixture aLinkTo(Approver approver) {
        return new LinkFixture(approver);
    }

    /** What is stored of a secret and a password. */
    public static Credentials credentials(String secret) {
        Mac mac = new Mac(SecretMac.NO_KEY, Digest.of(secret).hex());
        return new Credentials(
                mac,
                "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$"
                        + Digest.of(secret).hex(),
                true);
    }

    public LinkFixture named(String linkId) {
        id = linkId;
        return this;
    }

    public LinkFixture by(Actor maker) {
        creator = maker;
        return this;
    }

    public LinkFixture lasting(Duration time) {
        validity = time;
        return this;
    }

    public LinkFixture narrowedTo(PostId... ids) {
        posts = Set.of(ids);
        return this;
    }

    public LinkFixture forMoving() {
        mayReschedule = true;
        return this;
    }

    /** Its making, not yet saved anywhere. */
    public Save made(Instant now) {
        String linkId = id == null ? Deeds.freshId(now) : id;
        NewLink fresh = new NewLink(
                approver.workspace(),
                new LinkId(linkId),
                approver.id(),
                credentials(linkId),
                creator.name().id(),
                validity,
                posts,
                mayReschedule);
        LinkOutcome.Done done = fresh.create(now);
        return Deeds.save(null, done.after(), creator, now, done.changes());
    }
}
