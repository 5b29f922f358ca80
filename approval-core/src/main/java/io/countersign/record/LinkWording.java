package io.countersign.record;

import io.countersign.link.LinkEvent;
import java.util.Optional;

/** What happens to links, in plain English. */
final class LinkWording {
    private LinkWording() {}

    /** Empty where it is no action of a link's, or unreadable. */
    static Optional<String> of(Entry entry) {
        return switch (entry.audit.action()) {
            case "link.created" ->
                entry.event(LinkEvent.Created.class)
                        .map(event -> "Made the link, to work until %s.".formatted(Spans.at(event.expiresAt())));
            case "link.extended" ->
                entry.event(LinkEvent.Extended.class)
                        .map(event -> "Extended the link until %s.".formatted(Spans.at(event.expiresAt())));
            case "link.regenerated" ->
                entry.event(LinkEvent.Regenerated.class)
                        .map(event ->
                                "Gave the link a new secret, the %s, to work until %s; the one before opens nothing."
                                        .formatted(event.generation() + ".", Spans.at(event.expiresAt())));
            case "link.wrong-password" ->
                entry.event(LinkEvent.WrongPassword.class)
                        .map(event -> "Somebody with the right secret tried a wrong password, the %s time in a row."
                                .formatted(event.failures() + "."));
            case "link.wrong-secret" ->
                entry.event(LinkEvent.WrongSecret.class)
                        .map(event -> "Somebody tried the link with a wrong secret (attempt %d)."
                                .formatted(event.attempts()));
            case "link.throttled" ->
                entry.event(LinkEvent.Throttled.class)
                        .map(event -> "An attempt was turned away because of too many before (attempt %d)."
                                .formatted(event.attempts()));
            case "link.viewed" ->
                Optional.of("Saw version %s through the link."
                        .formatted(entry.audit.subject().version()));
            case "link.refused" ->
                entry.event(LinkEvent.Refused.class)
                        .map(event -> "Wanted to '%s' the link and was refused: %s."
                                .formatted(event.command(), event.code()));
            default -> plain(entry.audit.action());
        };
    }

    private static Optional<String> plain(String action) {
        return switch (action) {
            case "link.revoked" -> Optional.of("Revoked the link: it opens nothing any more.");
            case "link.expiring" -> Optional.of("Its creator was told that the link ends soon.");
            case "link.renewal-requested" -> Optional.of("Asked for a new link.");
            case "link.renewal-dismissed" -> Optional.of("Took the request for a new link as answered.");
            case "link.unlocked" -> Optional.of("Opened the link with its secret and password.");
            case "link.resealed" -> Optional.of("What is stored of the secrets was renewed; the secrets are the same.");
            case "link.locked" -> Optional.of("Ended a session.");
            default -> Optional.empty();
        };
    }
}
