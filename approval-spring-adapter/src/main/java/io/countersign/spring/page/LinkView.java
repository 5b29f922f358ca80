package io.countersign.spring.page;

/** A link: the whole URL, http or https, and its host. */
public record LinkView(String url, String host) {}
