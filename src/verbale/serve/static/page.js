// A page without figures is ready when it is there.
document.documentElement.dataset.ready = "true";
