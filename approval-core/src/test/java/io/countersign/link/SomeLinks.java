package io.countersign.link;

import io.countersign.canonical.Secret;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Links to test with. */
final class SomeLinks {
    static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    static final LinkId ID = new LinkId("019ae1c8-7c00-7000-8000-000000000001");
    static final String PHC = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$PasswordHashThatNobodyShouldSee";
    static final SecretMac MACS = SecretMac.withKey("k1", new byte[32]);
    static final LinkToken TOKEN = token("A");
    static final Credentials FIRST = new Credentials(MACS.of(TOKEN), PHC, true);
    static final Credentials SECOND = new Credentials(MACS.of(token("B")), PHC, false);

    private SomeLinks() {}

    static LinkToken token(String letter) {
        return new LinkToken(ID, Secret.of(letter.repeat(43)));
    }

    static NewLink aNewLink(Duration validity, Set<PostId> posts) {
        return new NewLink(new WorkspaceId("acme"), ID, new ApproverId("ada"), FIRST, "maya", validity, posts, true);
    }

    /** Made at noon, for 30 days. */
    static Link aLink() {
        return aNewLink(Link.STANDARD_VALIDITY, null).create(NOON).after();
    }

    static Link aRevokedLink() {
        return done(new LinkCommand.Revoke().applyTo(aLink(), NOON)).after();
    }

    static LinkOutcome.Done done(LinkOutcome outcome) {
        return (LinkOutcome.Done) outcome;
    }

    static LinkOutcome.Refused refused(LinkOutcome outcome) {
        return (LinkOutcome.Refused) outcome;
    }
}
