"""The values that the templates render. All decisions are made here; the templates contain none."""
