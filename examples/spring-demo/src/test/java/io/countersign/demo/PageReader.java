package io.countersign.demo;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the reviewer's pages as a browser without script does, with the cookie that unlocking set. */
final class PageReader {
    private static final Pattern COOKIE = Pattern.compile("(__Host-[^=]+=[^;]+)");
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final String pages;
    private final String cookie;

    private PageReader(String pages, String cookie) {
        this.pages = pages;
        this.cookie = cookie;
    }

    /** By the form that takes a pasted link. */
    static PageReader unlock(RunningDemo demo, SentLink link) {
        String pages = demo.url() + "/approval/review";
        Answer answer = form(pages + "/unlock", "link", link.url(), "password", link.password())
                .is(303);
        String header = answer.response().headers().firstValue("Set-Cookie").orElse("");
        Matcher cookie = COOKIE.matcher(header);
        if (!cookie.find()) throw new AssertionError("No cookie was set: " + header);
        return new PageReader(pages, cookie.group(1));
    }

    String list() {
        return get("/posts");
    }

    String post(String id) {
        return get("/posts/" + id);
    }

    String cookie() {
        return cookie.substring(cookie.indexOf('=') + 1);
    }

    String csrf() {
        Matcher csrf = CSRF.matcher(list());
        if (!csrf.find()) throw new AssertionError("The list has no form");
        return csrf.group(1);
    }

    private String get(String path) {
        return Caller.send(HttpRequest.newBuilder(URI.create(pages + path))
                        .header("Cookie", cookie)
                        .build())
                .is(200)
                .body();
    }

    private static Answer form(String url, String... pairs) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2)
            body.append(i == 0 ? "" : "&")
                    .append(pairs[i])
                    .append('=')
                    .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        return Caller.send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }
}
