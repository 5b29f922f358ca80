package io.countersign.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which requests are ours, told as Spring MVC maps them. */
final class ApiPaths {
    /** Below the base path: the workspace, whose name must not be a part of the API beside it. */
    static final String WORKSPACE = "/api/{workspace:(?!review$|feed$).+}";

    static final String REVIEW = "/api/review";

    private final String base;
    private final PathPattern api;
    private final PathPattern reviewApi;
    private final PathPattern reviewPages;

    ApiPaths(String base) {
        this.base = base;
        PathPatternParser parser = PathPatternParser.defaultInstance;
        api = parser.parse(base + "/api/**");
        reviewApi = parser.parse(base + REVIEW + "/**");
        reviewPages = parser.parse(base + "/review/**");
    }

    /** Up to but without the slash. */
    String base() {
        return base;
    }

    boolean isApi(HttpServletRequest request) {
        return api.matches(path(request));
    }

    /** The reviewer's pages and their API. */
    boolean isReview(HttpServletRequest request) {
        PathContainer path = path(request);
        return reviewApi.matches(path) || reviewPages.matches(path);
    }

    private static PathContainer path(HttpServletRequest request) {
        return ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
    }
}
