package io.countersign.link;

import io.countersign.canonical.Secret;
import io.countersign.identity.LinkId;
import java.util.regex.Pattern;

/**
 * A link's public id and its secret: {@code {linkId}.{secret}} in calls, {@code …/review/{linkId}#{secret}} in a browser
 * (S-4). It prints as hidden.
 *
 * @param secret 43 characters of base64url: 32 random bytes (S-1)
 */
public record LinkToken(LinkId link, Secret secret) {
    private static final int LONGEST = 4096;
    private static final String PAGE = "/review/";
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    public LinkToken {
        if (!SECRET.matcher(secret.reveal()).matches())
            throw new IllegalArgumentException("the secret of a link is 43 characters of base64url");
    }

    /** A fresh secret for a link. */
    public static LinkToken random(LinkId link) {
        return new LinkToken(link, Secret.random());
    }

    /**
     * Reads a token, or the whole address of a link as a person pasted it.
     *
     * @throws LinkUnknownException for anything else
     */
    public static LinkToken parse(String text) {
        if (text.length() > LONGEST) throw new LinkUnknownException();
        String trimmed = text.strip();
        int hash = trimmed.lastIndexOf('#');
        int split = hash < 0 ? trimmed.lastIndexOf('.') : hash;
        if (split < 0) throw new LinkUnknownException();
        String id = hash < 0 ? trimmed.substring(0, split) : idIn(trimmed.substring(0, split));
        try {
            return new LinkToken(new LinkId(id), Secret.of(trimmed.substring(split + 1)));
        } catch (IllegalArgumentException malformed) {
            throw new LinkUnknownException();
        }
    }

    /** As calls carry it; the only form in which it leaves. */
    public String reveal() {
        return link.value() + "." + secret.reveal();
    }

    /**
     * The address to hand over.
     *
     * @param base what the host configured, up to but without {@code /review}
     */
    public String url(String base) {
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return root + PAGE + link.value() + "#" + secret.reveal();
    }

    /** The last path segment of an address; mail programs may have added a query or a slash. */
    private static String idIn(String address) {
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        if (path.endsWith("/")) path = path.substring(0, path.length() - 1);
        int page = path.lastIndexOf(PAGE);
        if (page < 0) throw new LinkUnknownException();
        String id = path.substring(page + PAGE.length());
        if (id.indexOf('/') >= 0) throw new LinkUnknownException();
        return id;
    }

    @Override
    public String toString() {
        return "LinkToken[hidden]";
    }
}
