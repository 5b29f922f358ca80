package io.countersign.spring.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Names the source of a request, by which guesses at links are limited. Default: the remote address. A host behind a proxy
 * that it trusts gives a bean of this type, or has its server resolve the forwarded address.
 */
@FunctionalInterface
public interface ClientKey {
    /** Of the remote address. */
    ClientKey REMOTE_ADDRESS = HttpServletRequest::getRemoteAddr;

    /** A name of at most some hundred characters, equal for calls from one source. */
    String of(HttpServletRequest request);
}
