// The videos of the venue, as the server tells where an instant is in them.

async function fetched(path, otherwise) {
  try {
    const answer = await fetch(path);
    return answer.ok ? await answer.json() : otherwise;
  } catch {
    return otherwise;  // the live feed says already that the link is gone
  }
}

/** Those that show the instant; of the timing point that is asked about first. Null where the server cannot be asked. */
export async function videos_at(at_us, point) {
  const answer = await fetched(`/api/v1/videos/at?time_us=${at_us}`, null);
  if (answer === null) return null;
  const { videos } = answer;
  return [...videos.filter((one) => one.point === point), ...videos.filter((one) => one.point !== point)];
}

export async function has_videos() {
  return (await fetched('/api/v1/videos', [])).length > 0;
}

/** Files come from this server and are shown in the page; streams of others open where they are. */
export const is_here = (video) => video.url.startsWith('/api/');

/** A media fragment: players go to that second. */
export const place = (video) => `${video.url}#t=${(video.position_us / 1e6).toFixed(6)}`;

/** Which frame is shown at a second of the player. */
export const frame_at = (video, seconds) => video.frame + Math.round((seconds * 1e6 - video.position_us) / video.frame_us);
