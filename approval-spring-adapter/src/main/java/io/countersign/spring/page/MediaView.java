package io.countersign.spring.page;

import org.jspecify.annotations.Nullable;

/**
 * A medium of a post.
 *
 * @param type {@code IMAGE, VIDEO, GIF, DOCUMENT}
 * @param url http or https
 * @param host of the URL
 * @param alt the alternative text as typed
 * @param shown whether the page may load it: an image from an allowed host; anything else is a tile with a link
 */
public record MediaView(
        String type, String url, String host, @Nullable String alt, boolean shown) {

    /** The last part of the URL's path, which is how people know a file. */
    public String fileName() {
        int end = url.length();
        for (char stop : new char[] {'?', '#'}) {
            int at = url.indexOf(stop);
            if (at >= 0 && at < end) {
                end = at;
            }
        }
        int slash = url.lastIndexOf('/', end - 1);
        var name = url.substring(slash + 1, end);
        return name.isEmpty() || name.equals(host) ? host : name;
    }
}
