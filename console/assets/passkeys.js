// Forms with `data-passkey` ask the device, and send what it answers. They show only where it can.

/** Bytes are written as base64url on their way. */
const read = (written) => Uint8Array.from(atob(written.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const write = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function readable(options) {
  options.challenge = read(options.challenge);
  if (options.user) options.user.id = read(options.user.id);
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) options[list] = options[list].map((each) => ({ ...each, id: read(each.id) }));
  }
  return options;
}

function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = write(credential.response[name]);
  }
  return JSON.stringify({ id: credential.id, rawId: write(credential.rawId), type: credential.type, response });
}

async function answer(form) {
  const asked = await fetch(form.dataset.options);
  const options = readable(await asked.json());
  const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: options });
  form.elements.credential.value = written(credential);
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form).catch(() => { form.querySelector("[data-failed]").hidden = false; });
  });
}
