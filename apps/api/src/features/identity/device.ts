const BROWSERS = [
  [/\bEdg\//, 'Edge'],
  [/\bMicroMessenger\//, '微信'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/\bHarmonyOS\b|\bOpenHarmony\b/, 'HarmonyOS'],
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\b(?:UOS|Kylin)\b/i, '统信/麒麟'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** `Chrome · Windows`: enough for a person to know the device again; the rest of the agent line is not kept. */
export const deviceOf = (agent: string | undefined): string | null => {
  if (agent === undefined) return null;
  const named = [BROWSERS, SYSTEMS].flatMap((table) => table.find(([pattern]) => pattern.test(agent))?.[1] ?? []);
  return named.length === 0 ? null : named.join(' · ');
};
