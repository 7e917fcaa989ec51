"""The window itself: navigation, actions, palette, sign-in, crash hook."""
