import type { Map as MapLibre } from 'maplibre-gl';
import { useMapWords } from '../../state/map-words.ts';
import {
  CircleIcon,
  FitIcon,
  HandIcon,
  LassoIcon,
  MinusIcon,
  PlusIcon,
  PolygonIcon,
  RectangleIcon,
  StopsIcon,
} from './map-icons.tsx';
import { TOOLS, type Tool } from './start-drawing.ts';

const ICONS: Readonly<Record<Tool, React.ComponentType>> = {
  move: HandIcon,
  freehand: LassoIcon,
  polygon: PolygonIcon,
  rectangle: RectangleIcon,
  circle: CircleIcon,
};

interface ToolsProps {
  readonly map: MapLibre | undefined;
  readonly tool: Tool;
  readonly onTake: (tool: Tool) => void;
  readonly showsStops: boolean;
  readonly onShowStops: (shows: boolean) => void;
  readonly isToday: boolean;
  readonly onFit: () => void;
}

/** What the pointer does, what is shown, and how near. */
export function Tools({ map, tool, onTake, showsStops, onShowStops, isToday, onFit }: ToolsProps) {
  const words = useMapWords();
  const disabled = !map;
  return (
    <div className="crew-tools" role="toolbar" aria-label={words.tools}>
      <div>
        {TOOLS.map((one) => {
          const Icon = ICONS[one];
          return (
            <button
              key={one}
              type="button"
              className="icon-button"
              disabled={disabled}
              aria-pressed={tool === one}
              aria-label={words.tool[one]}
              title={words.tool[one]}
              onClick={() => onTake(one)}
            >
              <Icon />
            </button>
          );
        })}
        <i aria-hidden="true" />
        <button
          type="button"
          className="crew-stops-button"
          aria-pressed={showsStops}
          onClick={() => onShowStops(!showsStops)}
        >
          <StopsIcon />
          {isToday ? words.stops.today : words.stops.other}
        </button>
        <i aria-hidden="true" />
        {(
          [
            ['zoomIn', PlusIcon, () => map?.zoomIn()],
            ['zoomOut', MinusIcon, () => map?.zoomOut()],
            ['fit', FitIcon, onFit],
          ] as const
        ).map(([name, Icon, act]) => (
          <button
            key={name}
            type="button"
            className="icon-button"
            disabled={disabled}
            aria-label={words[name]}
            title={words[name]}
            onClick={act}
          >
            <Icon />
          </button>
        ))}
      </div>
      {tool !== 'move' && <p className="crew-hint">{words.hint[tool]}</p>}
    </div>
  );
}
