package io.countersign.spring.web;

import io.countersign.canonical.JsonBody;
import io.countersign.problem.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * In which language texts for people are wanted: the one that the call names, else the caller's, as the host finds it out,
 * else the host's standard one.
 *
 * @param standard where nobody says
 */
record Languages(Locale standard) {
    Locale of(JsonBody json, HttpServletRequest request) {
        String tag = json.take("language", String.class);
        return tag == null ? callers(request) : parsed(tag);
    }

    /** Without the header, the servlet container would answer with its own system's language. */
    private Locale callers(HttpServletRequest request) {
        LocaleResolver resolver = RequestContextUtils.getLocaleResolver(request);
        boolean asked = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null;
        boolean byHeader = resolver == null || resolver instanceof AcceptHeaderLocaleResolver;
        return asked || !byHeader ? RequestContextUtils.getLocale(request) : standard;
    }

    private static Locale parsed(String tag) {
        try {
            return new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException malformed) {
            throw new InvalidInputException("language", "must be a language tag such as de or pt-BR");
        }
    }
}
