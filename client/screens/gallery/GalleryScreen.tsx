export default function GalleryScreen() { return <main><h1>Gallery</h1></main> }
