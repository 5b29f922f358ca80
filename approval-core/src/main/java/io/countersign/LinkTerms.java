package io.countersign;

import io.countersign.link.HashingGate;
import io.countersign.link.Link;
import io.countersign.link.PasswordHasher;
import io.countersign.link.PasswordRules;
import io.countersign.link.SecretMac;
import io.countersign.link.SessionLimits;
import io.countersign.link.Throttle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a host sets about links. */
record LinkTerms(
        @Nullable String reviewUrl,
        Duration validity,
        PasswordRules passwords,
        PasswordHasher hasher,
        HashingGate gate,
        SecretMac mac,
        Throttle throttle,
        SessionLimits sessions) {
    static final Duration VALIDITY = Link.STANDARD_VALIDITY;

    String needReviewUrl() {
        if (reviewUrl == null)
            throw new IllegalStateException(
                    "Links need the address of the review page: Approvals.on(store).reviewUrl(\"https://…/review\")");
        return reviewUrl;
    }
}
