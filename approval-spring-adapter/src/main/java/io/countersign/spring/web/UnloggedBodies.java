package io.countersign.spring.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Writes the bodies of our answers itself: Spring MVC logs what it writes, in hexadecimal digits, where a host has its web
 * layer traced, and some answers hold secrets (S-7).
 */
@ControllerAdvice
final class UnloggedBodies implements ResponseBodyAdvice<byte[]> {
    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return returned.getContainingClass().getPackageName().startsWith("io.countersign.spring.");
    }

    @Override
    public byte @Nullable [] beforeBodyWrite(
            byte @Nullable [] body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body == null) return null;
        response.getHeaders().setContentLength(body.length);
        try {
            response.getBody().write(body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return null;
    }
}
