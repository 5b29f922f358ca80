package io.countersign.spring.page;

import io.countersign.ReviewSession;
import io.countersign.canonical.Digest;
import io.countersign.link.SessionLimits;
import io.countersign.spring.web.ReviewGate;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every page shares: its language, its addresses, and who looks at it. */
final class Frames {
    private final Languages languages;
    private final Branding branding;
    private final PageAddress address;

    Frames(Languages languages, Branding branding, PageAddress address) {
        this.languages = languages;
        this.branding = branding;
        this.address = address;
    }

    /** For who has not unlocked anything: the same for everybody. */
    PageFrame closed(Language language) {
        return frame(language, null);
    }

    /** For an unlocked session. */
    PageFrame open(Language language, ReviewSession session, SessionLimits limits) {
        Instant end = session.session().expiresAt();
        Instant last =
                end.isBefore(session.link().expiresAt()) ? end : session.link().expiresAt();
        SessionView view = new SessionView(
                session.approver().nameOrId(),
                session.link().workspace().value(),
                ReviewGate.csrf(session),
                UUID.randomUUID().toString(),
                Digest.of(session.link().workspace() + " " + session.approver().id())
                        .hex()
                        .substring(0, 16),
                limits.idle().toSeconds(),
                Duration.between(session.now(), last).toSeconds());
        return frame(language, view);
    }

    private PageFrame frame(Language language, @Nullable SessionView session) {
        Brand brand = branding.brand(language.texts(), session != null);
        return new PageFrame(
                language, languages.offered(), brand, address.pages(), address.api(), branding.assets(), session);
    }
}
