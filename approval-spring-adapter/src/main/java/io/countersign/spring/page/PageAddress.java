package io.countersign.spring.page;

import java.net.URI;

/**
 * Where the pages are, as a browser sees it.
 *
 * @param pages path of the pages, without a slash at its end
 * @param api path of their API, likewise
 */
record PageAddress(String pages, String api) {
    /**
     * The addresses that the links themselves lead to, whatever stands between the browser and this server.
     *
     * @param baseUrl of the host, with the path under which it is reached
     * @param basePath of the library, up to but without the slash
     */
    static PageAddress of(String baseUrl, String basePath) {
        String path = URI.create(baseUrl).getRawPath();
        String prefix = path == null ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new PageAddress(prefix + basePath + "/review", prefix + basePath + "/api/review");
    }

    /** Of the list of posts. */
    String posts() {
        return pages + "/posts";
    }
}
