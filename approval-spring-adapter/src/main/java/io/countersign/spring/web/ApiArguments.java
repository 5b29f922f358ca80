package io.countersign.spring.web;

import io.countersign.Call;
import io.countersign.ReviewSession;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What our controllers' methods take, in the order in which it must be looked at: who calls, then what was sent. Of
 * controllers of the host it resolves nothing.
 */
final class ApiArguments implements HandlerMethodArgumentResolver {
    private static final Set<Class<?>> KNOWN = Set.of(Call.class, ReviewSession.class, Body.class, Query.class);

    private final ObjectProvider<Callers> callers;
    private final ObjectProvider<Guests> guests;

    /** Asked for at the first call: Spring MVC is set up before what the host's ports may need. */
    ApiArguments(ObjectProvider<Callers> callers, ObjectProvider<Guests> guests) {
        this.callers = callers;
        this.guests = guests;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return KNOWN.contains(parameter.getParameterType())
                && parameter.getContainingClass().getPackageName().startsWith("io.countersign.spring.");
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) throw new IllegalStateException("Only servlet requests are served");
        Class<?> type = parameter.getParameterType();
        if (type == Call.class) return call(request);
        if (type == ReviewSession.class) return guests.getObject().session(request);
        if (type == Query.class) return new Query(request);
        Limit limit = parameter.getParameterAnnotation(Limit.class);
        return limit == null
                ? Bodies.read(request, Limit.STANDARD, "application/json")
                : Bodies.read(request, limit.value(), limit.type());
    }

    private Call call(HttpServletRequest request) {
        refuseUnasked(request);
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Object workspace = variables instanceof Map<?, ?> map ? map.get("workspace") : null;
        return callers.getObject().call(request, String.valueOf(workspace));
    }

    /**
     * A call without a body is one that a browser sends for any page without asking us first, with whatever credentials
     * it holds; with a body of JSON it asks.
     */
    private static void refuseUnasked(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        if (foreign && request.getMethod().equals("POST") && request.getContentType() == null)
            throw HttpProblem.unsupportedMediaType("application/json");
    }
}
