package io.countersign.spring.web;

import io.countersign.Unlocked;
import io.countersign.canonical.Secret;
import io.countersign.identity.LinkId;
import io.countersign.link.Devices;
import io.countersign.link.LinkToken;
import io.countersign.link.LinkUnknownException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The cookie by which a browser is known that unlocked a link before (S-32), one a link. It opens nothing, outlives the
 * session and the browser, and is not shown to scripts.
 */
final class DeviceCookie {
    private static final String NAME = "__Host-approval-device-";

    private DeviceCookie() {}

    /** What the browser shows for the link of this token, right or not; null where there is none. */
    static @Nullable Secret of(HttpServletRequest request, String token) {
        try {
            String value = Cookies.value(request, name(LinkToken.parse(token).link()));
            return value == null ? null : Secret.of(value);
        } catch (LinkUnknownException malformed) {
            return null;
        }
    }

    /** The header's value that sets it. */
    static String set(Unlocked unlocked) {
        return Cookies.host(
                        name(unlocked.session().link().id()), unlocked.device().reveal())
                .maxAge(Devices.KEPT)
                .build()
                .toString();
    }

    private static String name(LinkId link) {
        return NAME + link.value();
    }
}
