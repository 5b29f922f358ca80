package io.countersign;

import io.countersign.identity.Actor;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkToken;
import io.countersign.link.LinkUnknownException;
import io.countersign.link.TooManyAttemptsException;
import io.countersign.link.Usage;
import io.countersign.store.LinkReads;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is looked at before anything else of who has no session: the secret of their link, and how often they were wrong. */
final class Doorstep {
    private final Desk desk;
    private final LinkDesk links;
    private final LinkTerms terms;
    private final SourceLimit sources;
    private final LostKeys lost = new LostKeys();

    Doorstep(Desk desk, LinkDesk links, LinkTerms terms, SourceLimit sources) {
        this.desk = desk;
        this.links = links;
        this.terms = terms;
        this.sources = sources;
    }

    /**
     * The token of a link as it was sent, by a source that may still try.
     *
     * @throws LinkUnknownException for what is none
     * @throws TooManyAttemptsException where too many came from there
     */
    LinkToken token(String text, @Nullable String source) {
        sources.check(source);
        try {
            return LinkToken.parse(text);
        } catch (LinkUnknownException malformed) {
            sources.count(source);
            throw malformed;
        }
    }

    /**
     * The link whose secret it is; another secret of a link that there is, is counted and recorded (S-100).
     *
     * @throws LinkUnknownException for any other
     */
    LinkReads.Opened recognised(LinkToken named, @Nullable String source, @Nullable String request) {
        return recognised(named, source, request, this::readable);
    }

    /** The same, where its password can be looked at. */
    LinkReads.Opened openable(LinkToken named, @Nullable String source, @Nullable String request) {
        return recognised(named, source, request, link -> readable(link) && openable(link));
    }

    private LinkReads.Opened recognised(
            LinkToken named, @Nullable String source, @Nullable String request, Predicate<Link> known) {
        Optional<LinkReads.Opened> found = desk.store.link(named.link()).filter(opened -> known.test(opened.link()));
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

    /** Whether the key is at hand that its secret was stored under; nobody can open it without. */
    private boolean readable(Link link) {
        String kid = link.credentials().mac().kid();
        return terms.mac().knows(kid) || lost.tell(link, "the secret's key '" + kid + "'");
    }

    private boolean openable(Link link) {
        return terms.hasher().reads(link.credentials().password())
                || lost.tell(link, "a hasher, or pepper, for its password");
    }

    /** A call of who holds the link, without a session. */
    static Call call(LinkReads.Opened opened, @Nullable String request) {
        Actor.Guest guest = opened.link().guest(opened.approver().member());
        return Call.of(opened.link().workspace(), guest).in(request);
    }
}
