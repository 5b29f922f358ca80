package io.countersign.contract;

interface TrailContract extends StoreUnderTest {}
