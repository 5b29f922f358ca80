package io.countersign;

import io.countersign.link.BreachedPasswordChecker;
import io.countersign.link.HashingGate;
import io.countersign.link.Link;
import io.countersign.link.PasswordHasher;
import io.countersign.link.PasswordRules;
import io.countersign.link.SecretMac;
import io.countersign.link.SessionLimits;
import io.countersign.link.Throttle;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a host sets about links. */
record LinkTerms(
        @Nullable String baseUrl,
        Duration validity,
        PasswordRules passwords,
        BreachedPasswordChecker breaches,
        PasswordHasher hasher,
        HashingGate gate,
        SecretMac mac,
        Throttle throttle,
        SessionLimits sessions) {
    static final Duration VALIDITY = Link.STANDARD_VALIDITY;

    /** A base URL that links may have, without a slash at its end. */
    static String checked(String address) {
        URI uri = URI.create(address);
        boolean loopback =
                "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost()) || "[::1]".equals(uri.getHost());
        if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && loopback))
            throw new IllegalArgumentException("The base URL must be https (http on loopback only), and is " + address);
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    String needBaseUrl() {
        if (baseUrl == null)
            throw new IllegalStateException(
                    "Links need the address of your platform: Approvals.on(store).baseUrl(\"https://…\")");
        return baseUrl;
    }
}
