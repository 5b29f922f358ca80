package io.countersign.spring.page;

import io.countersign.link.SessionExpiredException;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.NotFoundException;
import io.countersign.spring.web.ReviewGate;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Tells every problem of the pages as a page, those of addresses that nobody serves among them. */
final class PageProblems implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(PageProblems.class);

    private final PathPattern below;
    private final ReviewGate gate;
    private final Languages languages;
    private final Frames frames;
    private final Pages pages;

    /** @param basePath of the library, up to but without the slash */
    PageProblems(String basePath, ReviewGate gate, Languages languages, Frames frames, Pages pages) {
        this.below = PathPatternParser.defaultInstance.parse(basePath + "/review/**");
        this.gate = gate;
        this.languages = languages;
        this.frames = frames;
        this.pages = pages;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        PathContainer path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        if (response.isCommitted() || !below.matches(path)) return null;
        try {
            write(request, response, failure);
        } catch (IOException gone) {
            LOG.debug(
                    "A reader went away before they were told of {}",
                    failure.getClass().getName());
        }
        return new ModelAndView();
    }

    static void retryAfter(ApprovalException problem, HttpHeaders headers) {
        ReviewGate.retryAfter(problem)
                .map(PageProblems::seconds)
                .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds));
    }

    private void write(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
        int status = status(failure);
        if (status >= 500 && !(failure instanceof ApprovalException))
            LOG.error("Request {} failed", gate.requestId(request), failure);
        HttpHeaders headers = new HttpHeaders();
        if (failure instanceof ApprovalException problem) retryAfter(problem, headers);
        if (failure instanceof ErrorResponse error)
            error.getHeaders().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        byte[] page = pages.bytes(view(request, failure, status));
        response.resetBuffer();
        response.setStatus(status);
        headers.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(page);
    }

    private ErrorView view(HttpServletRequest request, Exception failure, int status) {
        Language language = languages.of(request);
        if (failure instanceof SessionExpiredException)
            return view("expired", null, true, frames.closed(language)).keeping(typed(request));
        PageFrame frame = frame(request, language);
        if (failure instanceof NotFoundException) return view("missing", null, false, frame);
        if (failure instanceof ApprovalException problem)
            return view("failed", language.problems().of(problem), false, frame);
        if (status == 404) return view("address", null, false, frame);
        // A form whose answer was lost may have been carried out.
        boolean unknown = status >= 500 && !List.of("GET", "HEAD").contains(request.getMethod());
        return view(unknown ? "unknown" : "failed", null, false, frame);
    }

    private static ErrorView view(String kind, @Nullable String sentence, boolean offerUnlock, PageFrame frame) {
        PageTexts texts = frame.texts();
        return new ErrorView(
                frame,
                texts.get("error." + kind + ".title"),
                sentence == null ? texts.get("error." + kind + ".sentence") : sentence,
                texts.get("error." + kind + ".advice"),
                offerUnlock,
                List.of());
    }

    /** What the reader wrote in the form that came too late; of a form that another page sent, nothing. */
    private List<String> typed(HttpServletRequest request) {
        FormBody form = FormBody.of(request);
        if (form == null) return List.of();
        try {
            gate.refuseForeign(request);
        } catch (RuntimeException foreign) {
            return List.of();
        }
        return form.written();
    }

    /** With the session's frame where there is one, so that the way back is on the page. */
    private PageFrame frame(HttpServletRequest request, Language language) {
        try {
            return frames.open(language, gate.session(request), gate.limits());
        } catch (RuntimeException none) {
            return frames.closed(language);
        }
    }

    private static int status(Exception failure) {
        if (failure instanceof ApprovalException problem) return ReviewGate.status(problem);
        if (failure instanceof ErrorResponse error) return error.getStatusCode().value();
        return failure instanceof IOException ? 400 : 500;
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
